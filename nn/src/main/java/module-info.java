/** Neural networks: modules, layers, activations, losses, initializers. */
module lazuli.nn {
    requires transitive lazuli.core;

    exports lazuli.nn;
}
