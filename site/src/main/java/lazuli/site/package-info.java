/** Makes a site of the pages in {@code docs}: Markdown in, static HTML with a search out. */
@NullMarked
package lazuli.site;

import org.jspecify.annotations.NullMarked;
