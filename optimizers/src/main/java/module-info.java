/** Optimizers and schedules for the parameters of {@link lazuli.nn}'s modules. */
module lazuli.optimizers {
    requires transitive lazuli.nn;
    requires static org.jspecify;

    exports lazuli.optimizers;
}
