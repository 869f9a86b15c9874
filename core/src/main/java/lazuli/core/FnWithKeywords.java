package lazuli.core;

import java.util.List;
import java.util.Map;

/** A function from arrays, some of them named, to arrays. */
@FunctionalInterface
public interface FnWithKeywords {
    /** The outputs for these inputs. */
    List<Array> apply(List<Array> inputs, Map<String, Array> keywords);
}
