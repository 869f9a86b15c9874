/** What the tests of the architecture must find wrong. */
@NullMarked
package lazuli.core.architecture.tangled.right;

import org.jspecify.annotations.NullMarked;
