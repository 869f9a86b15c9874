package lazuli.core.backend;

import java.util.List;

/**
 * The service that a GPU backend registers for {@link java.util.ServiceLoader}. {@code -Dlazuli.gpu=off} leaves all of them alone, {@code
 * -Dlazuli.gpu=NAME} all but one.
 */
public interface GpuBackend {
    /** The name that {@code lazuli.gpu} selects it by. */
    String name();

    /** The devices of the backend with the highest one come first. */
    int priority();

    /** The devices that are there, each opened once; none, without a word, where there is no hardware or no driver. */
    List<? extends GpuRuntime> open();
}
