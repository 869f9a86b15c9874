package lazuli.examples.serve;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the requests of a connection, by the rules of RFC 9112 for those whose length is known; whatever is against them is refused. */
final class HttpReader {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern TARGET = Pattern.compile("/[\\x21-\\x7e]*");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final TimedInput input;
    private final OutputStream output;
    private final HttpLimits limits;
    private int headerBytes;

    HttpReader(TimedInput input, OutputStream output, HttpLimits limits) {
        this.input = input;
        this.output = output;
        this.limits = limits;
    }

    /** The next request; null if none comes. */
    @Nullable
    HttpCall next() throws IOException, HttpProblem {
        input.within(limits.idle());
        int first;
        try {
            first = input.read();
        } catch (SocketTimeoutException idle) {
            return null;
        }
        if (first < 0) {
            return null;
        }
        input.within(limits.request());
        try {
            return read(first);
        } catch (SocketTimeoutException late) {
            throw new HttpProblem(
                    408,
                    "the request did not come within %d ms"
                            .formatted(limits.request().toMillis()));
        }
    }

    private HttpCall read(int first) throws IOException, HttpProblem {
        headerBytes = 0;
        String[] words = line(first).split(" ", -1);
        if (words.length != 3
                || !TOKEN.matcher(words[0]).matches()
                || !TARGET.matcher(words[1]).matches()) {
            throw new HttpProblem(400, "the first line is no request");
        }
        if (!words[2].equals("HTTP/1.1") && !words[2].equals("HTTP/1.0")) {
            boolean isHttp = words[2].matches("HTTP/\\d\\.\\d");
            throw isHttp
                    ? new HttpProblem(505, "expected HTTP/1.1")
                    : new HttpProblem(400, "the first line is no request");
        }
        boolean isOld = words[2].equals("HTTP/1.0");
        Map<String, String> headers = headers();
        if (!isOld && !headers.containsKey("host")) {
            throw new HttpProblem(400, "there is no Host");
        }
        String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        boolean closes =
                Arrays.stream(connection.split(",", -1)).map(String::strip).anyMatch("close"::equals);
        byte[] body = body(words[0], headers);
        String path = words[1].split("\\?", 2)[0];
        return new HttpCall(words[0], path, body, !isOld && !closes);
    }

    private Map<String, String> headers() throws IOException, HttpProblem {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(input.read()); !line.isEmpty(); line = line(input.read())) {
            int colon = line.indexOf(':');
            if (colon < 0 || !TOKEN.matcher(line.substring(0, colon)).matches()) {
                throw new HttpProblem(400, "a header is malformed");
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).strip();
            String former = headers.put(name, value);
            if (former != null && !former.equals(value) && (name.equals("content-length") || name.equals("host"))) {
                throw new HttpProblem(400, "a header is there twice");
            }
        }
        return headers;
    }

    private byte[] body(String method, Map<String, String> headers) throws IOException, HttpProblem {
        if (headers.containsKey("transfer-encoding")) {
            throw new HttpProblem(411, "expected a Content-Length and no Transfer-Encoding");
        }
        String length = headers.get("content-length");
        if (length == null) {
            if (method.equals("POST") || method.equals("PUT")) {
                throw new HttpProblem(411, "expected a Content-Length");
            }
            return new byte[0];
        }
        if (!LENGTH.matcher(length).matches()) {
            throw new HttpProblem(400, "the Content-Length is malformed");
        }
        if (Long.parseLong(length) > limits.bodyBytes()) {
            throw new HttpProblem(413, "expected at most %d bytes".formatted(limits.bodyBytes()));
        }
        String expectation = headers.get("expect");
        if (expectation != null) {
            if (!expectation.equalsIgnoreCase("100-continue")) {
                throw new HttpProblem(417, "expected no Expect but 100-continue");
            }
            output.write(CONTINUE);
        }
        byte[] body = new byte[Integer.parseInt(length)];
        if (input.read(body) < body.length) {
            throw new HttpProblem(400, "the body ends early");
        }
        return body;
    }

    /** A line without its end, which is a line feed, with a carriage return before it or not. */
    private String line(int first) throws IOException, HttpProblem {
        StringBuilder line = new StringBuilder();
        for (int next = first; next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new HttpProblem(400, "the request ends early");
            }
            if (++headerBytes > limits.headerBytes()) {
                throw new HttpProblem(431, "expected at most %d bytes of headers".formatted(limits.headerBytes()));
            }
            line.append((char) next);
        }
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        if (line.chars().anyMatch(letter -> (letter < ' ' && letter != '\t') || letter == 127)) {
            throw new HttpProblem(400, "a line has control characters");
        }
        return line.toString();
    }
}
