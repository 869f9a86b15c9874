package lazuli.examples.data;

/** Hears how a download goes, possibly on another thread than the one that asked for it. */
public interface DownloadListener {
    /**
     * Some more bytes are there.
     *
     * @param arrived bytes on disk so far
     * @param total bytes of the whole file; 0 as long as the server has not said
     */
    void progress(long arrived, long total);

    /** Something a person would want to know, in one line. */
    void event(String line);
}
