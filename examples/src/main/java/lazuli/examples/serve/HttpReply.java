package lazuli.examples.serve;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is sent back.
 *
 * @param headers beside those of the body and the connection
 */
@SuppressWarnings("ArrayRecordComponent") // two of these are never compared
record HttpReply(int status, String type, Map<String, String> headers, byte[] body) {
    static HttpReply json(int status, String text) {
        return new HttpReply(status, "application/json", Map.of(), (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static HttpReply error(int status, String text) {
        return json(status, "{\"error\": \"%s\"}".formatted(text));
    }

    HttpReply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpReply(status, type, more, body);
    }

    /** As it goes over the wire. */
    byte[] bytes(boolean closes) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " " + reason() + "\r\n");
        head.append("Content-Type: ").append(type).append("\r\n");
        head.append("Content-Length: ").append(body.length).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append(closes ? "Connection: close\r\n\r\n" : "\r\n");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(body);
        return all.toByteArray();
    }

    private String reason() {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 411 -> "Length Required";
            case 413 -> "Content Too Large";
            case 417 -> "Expectation Failed";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            case 505 -> "HTTP Version Not Supported";
            default -> "Unknown";
        };
    }
}
