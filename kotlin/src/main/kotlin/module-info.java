/** Lazuli for programs in Kotlin. */
module lazuli.kotlin {
    requires transitive kotlin.stdlib;
    requires transitive lazuli.optimizers;

    exports lazuli.kotlin;
}
