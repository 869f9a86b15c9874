package lazuli.site;

import java.util.Map;

/**
 * What is around the text of every page: head, search, navigation.
 *
 * @param titles of the pages by their paths
 * @param hasApi whether Javadoc lies beside the pages
 */
record Frame(Navigation navigation, Map<String, String> titles, boolean hasApi) {
    Frame {
        titles = Map.copyOf(titles);
    }

    /** The whole page. */
    String around(Page page) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%1$s</title>
                <link rel="stylesheet" href="%2$sstyle.css">
                <script src="%2$ssearch.js" data-root="%2$s" defer></script>
                </head>
                <body>
                <a class="skip" href="#text">Skip to the text</a>
                <header>
                <a class="name" href="%2$sindex.html">Lazuli</a>
                <form role="search"><input type="search" placeholder="Search" aria-label="Search the documentation" autocomplete="off"></form>
                <label for="menu">Pages</label>
                </header>
                <div id="results" role="status" hidden></div>
                <input type="checkbox" id="menu" aria-label="Show the list of pages">
                <nav aria-label="Pages">
                %3$s</nav>
                <main id="text">
                %4$s</main>
                </body>
                </html>
                """.formatted(escaped(title(page)), page.root(), links(page), page.html());
    }

    private static String title(Page page) {
        return page.title().equals("Lazuli") ? "Lazuli" : page.title() + " - Lazuli";
    }

    private String links(Page page) {
        StringBuilder links = new StringBuilder();
        for (Navigation.Group group : navigation.groups()) {
            if (!group.title().isEmpty()) {
                links.append("<h2>").append(escaped(group.title())).append("</h2>\n");
            }
            links.append("<ul>\n");
            for (String source : group.pages()) {
                links.append("<li><a href=\"%s%s\"%s>%s</a></li>\n"
                        .formatted(
                                page.root(),
                                source.replaceFirst("\\.md$", ".html"),
                                source.equals(page.source()) ? " aria-current=\"page\"" : "",
                                escaped(titles.getOrDefault(source, source))));
            }
            links.append("</ul>\n");
        }
        if (hasApi) {
            links.append("<ul>\n<li><a href=\"%sapi/index.html\">Javadoc</a></li>\n</ul>\n".formatted(page.root()));
        }
        return links.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
