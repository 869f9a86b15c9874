package lazuli.core.compile;

import java.util.List;

/**
 * What a file of an exported function holds.
 *
 * @param metadata any text
 * @param shapeless whether the graphs may be used for arguments of other lengths
 * @param graphs one for each signature
 */
public record ExportedFunction(String metadata, boolean shapeless, List<FunctionGraph> graphs) {
    /** With an unmodifiable copy of the list. */
    public ExportedFunction {
        graphs = List.copyOf(graphs);
    }
}
