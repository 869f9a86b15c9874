package lazuli.examples.serve;

/**
 * A request that has come in full.
 *
 * @param path without the query
 * @param keepsOpen whether the caller may send another one on its connection
 */
@SuppressWarnings("ArrayRecordComponent") // two of these are never compared
record HttpCall(String method, String path, byte[] body, boolean keepsOpen) {}
