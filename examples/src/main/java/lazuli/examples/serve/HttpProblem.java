package lazuli.examples.serve;

/** A request that cannot be read to its end; the connection is closed after the answer. */
final class HttpProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    HttpProblem(int status, String message) {
        super(message);
        this.status = status;
    }

    HttpReply reply() {
        return HttpReply.error(status, String.valueOf(getMessage()));
    }
}
