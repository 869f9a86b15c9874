package lazuli.backend.cpu.onednn;

/** oneDNN refused a call; the message names the call, the reason it gave and the dimensions. */
public final class OneDnnException extends RuntimeException {
    OneDnnException(String message) {
        super(message);
    }
}
