import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Stands in for Maven Central on this machine alone: it takes one bundle, forgets it, and says that it has it. */
void main(String[] arguments) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v1/publisher/upload", exchange -> {
        long bytes = 0;
        var chunk = new byte[1 << 16];
        for (int count; (count = exchange.getRequestBody().read(chunk)) >= 0; ) {
            bytes += count;
        }
        IO.println("uploaded " + bytes + " bytes");
        var answer = "00000000-0000-0000-0000-000000000000".getBytes();
        exchange.sendResponseHeaders(201, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    });
    server.start();
    Files.writeString(Path.of(arguments[0]), "http://localhost:" + server.getAddress().getPort());
}
