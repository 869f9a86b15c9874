/** Neural networks: modules, layers, activations, losses, initializers. */
module lazuli.nn {
    requires transitive lazuli.core;
    requires static org.jspecify;

    exports lazuli.nn;
}
