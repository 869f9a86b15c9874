package lazuli.core;

import lazuli.core.graph.Required;

/**
 * What can be said of an exported function.
 *
 * @param shapeless whether the imported function may be called with arguments of other lengths, see {@link ImportedFunction}
 * @param metadata any text for {@link ImportedFunction#metadata}
 */
public record ExportOptions(boolean shapeless, String metadata) {
    /** Checks that nothing is null. */
    public ExportOptions {
        Required.argument("export_options", "metadata", metadata);
    }

    /** For the arguments' lengths alone, without metadata. */
    public static final ExportOptions DEFAULTS = new ExportOptions(false, "");

    /** For arguments of other lengths, or not. */
    public ExportOptions shapeless(boolean other) {
        return new ExportOptions(other, metadata);
    }

    /** With this text. */
    public ExportOptions metadata(String text) {
        Required.argument("export_options", "text", text);
        return new ExportOptions(shapeless, text);
    }
}
