package lazuli.nn;

/** What becomes of an array for which a model has no place yet. */
enum Missing {
    /** It is an error. */
    REFUSED,
    /** It is left out. */
    IGNORED,
    /** It is put into the field, map or list that held nothing there. */
    ADDED
}
