package org.musubi.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * nginx as a TLS-to-TLS proxy before the responder, with the same certificates: what moving bytes
 * costs at least. Absent where nginx is not installed.
 */
record Nginx(@Nullable Process process, int port, String version) implements AutoCloseable {
  static Nginx before(Arena bench) throws IOException, InterruptedException {
    Path program = Path.of("/usr/sbin/nginx");
    if (!Files.isExecutable(program)) {
      return new Nginx(null, 0, "not installed (Debian package nginx-light)");
    }
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Path folder = Files.createDirectories(bench.deployment.layout().data().resolve("nginx"));
    Path east = bench.deployment.layout().credentials("east");
    Path file = folder.resolve("nginx.conf");
    Files.writeString(
        file,
        """
        daemon off; master_process off; pid %1$s/nginx.pid; error_log %1$s/error.log; user root;
        events { worker_connections 256; }
        http { access_log off; client_body_temp_path %1$s/b; proxy_temp_path %1$s/p; fastcgi_temp_path %1$s/f; uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
          upstream responder { server 127.0.0.1:%3$d; keepalive 16; }
          server { listen 127.0.0.1:%2$d ssl; ssl_certificate %4$s/cert.pem; ssl_certificate_key %4$s/key.pem; ssl_client_certificate %4$s/ca.pem; ssl_verify_client on; ssl_protocols TLSv1.3;
            keepalive_requests 1000000;
            location / { proxy_pass https://responder; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_max_temp_file_size 0; proxy_ssl_certificate %4$s/cert.pem; proxy_ssl_certificate_key %4$s/key.pem;
              proxy_ssl_trusted_certificate %4$s/ca.pem; proxy_ssl_verify on; proxy_ssl_name localhost; proxy_ssl_protocols TLSv1.3; } } }
        """
            .formatted(folder, port, bench.port(0), east),
        StandardCharsets.UTF_8);
    var process =
        new ProcessBuilder(program.toString(), "-c", file.toString(), "-p", folder.toString())
            .inheritIO()
            .start();
    Thread.sleep(1000);
    var asked = new ProcessBuilder(program.toString(), "-v").redirectErrorStream(true).start();
    String version =
        new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    asked.waitFor(5, TimeUnit.SECONDS);
    return new Nginx(process, port, version);
  }

  boolean isThere() {
    return process != null && process.isAlive();
  }

  double cpuSeconds() {
    return process == null ? 0 : Processes.cpuSeconds(process.toHandle());
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroy();
    }
  }
}
