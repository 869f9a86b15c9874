package lazuli.examples.serve;

import java.time.Duration;

/**
 * What a server lets its callers take.
 *
 * @param connections at a time; further ones are answered with 503
 * @param headerBytes of a request's first line and headers together
 * @param bodyBytes of a request
 * @param request how long a request may take to come, from its first byte to its last
 * @param idle how long a connection may stay open without a request
 * @param reply how long a caller may take to read an answer
 */
record HttpLimits(int connections, int headerBytes, int bodyBytes, Duration request, Duration idle, Duration reply) {
    /** For small requests on a local network. */
    static final HttpLimits USUAL =
            new HttpLimits(256, 8192, 65_536, Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(5));
}
