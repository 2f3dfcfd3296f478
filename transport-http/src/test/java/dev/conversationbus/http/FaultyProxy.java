package dev.conversationbus.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A proxy that passes HTTP/1.1 on, and does something to the next publication. */
final class FaultyProxy implements AutoCloseable {

  /** What happens to one publication. */
  enum Toxic {
    /** It is answered with 400 and goes no further. */
    REFUSE,
    /** It goes on, and its answer goes nowhere. */
    LOSE_ANSWER,
    /** It goes nowhere, and nobody answers. */
    LOSE_REQUEST,
    /** It goes nowhere, and the connection is reset. */
    RESET_BEFORE,
    /** It goes on, and the connection is reset in place of an answer. */
    RESET_AFTER,
    /** It goes on, and half of its answer's head comes back before the end. */
    TRUNCATE,
    /** It goes on, and something else than HTTP comes back. */
    GARBAGE
  }

  private final int target;
  private final ServerSocket server;
  private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Toxic> next = new AtomicReference<>();

  FaultyProxy(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
    start("accept", this::accept);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  void next(Toxic toxic) {
    next.set(toxic);
  }

  /** Resets every connection that carries a stream. */
  void breakStreams() {
    pairs.stream().filter(pair -> pair.isStream).forEach(Pair::reset);
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, "proxy-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Pair pair = new Pair(server.accept(), new Socket(InetAddress.getLoopbackAddress(), target));
        pairs.add(pair);
        start("up", pair::up);
        start("down", pair::down);
        if (server.isClosed()) {
          pair.reset();
        }
      } catch (IOException e) {
        // Closed, or the endpoint is gone.
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    pairs.forEach(Pair::reset);
  }

  private final class Pair {

    private final Socket client;
    private final Socket far;
    private volatile boolean isStream;
    private volatile @Nullable Toxic answer;

    Pair(Socket client, Socket far) throws IOException {
      this.client = client;
      this.far = far;
      client.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
    }

    void up() {
      try (client;
          far) {
        InputStream in = new java.io.BufferedInputStream(client.getInputStream());
        OutputStream out = far.getOutputStream();
        for (byte[] request = request(in); request != null; request = request(in)) {
          String head = new String(request, 0, Math.min(request.length, 4096), ISO_8859_1);
          isStream = head.contains("text/event-stream");
          boolean isPublication = head.startsWith("POST ") && head.contains("/events HTTP");
          Toxic toxic = isPublication ? next.getAndSet(null) : null;
          if (toxic == Toxic.REFUSE) {
            refuse();
          } else if (toxic == Toxic.RESET_BEFORE) {
            reset();
          } else if (toxic != Toxic.LOSE_REQUEST) {
            answer = toxic;
            out.write(request);
          }
        }
      } catch (IOException e) {
        // One side has ended it.
      } finally {
        pairs.remove(this);
      }
    }

    private void refuse() throws IOException {
      String body = "{\"title\":\"No.\",\"code\":\"http:error:validation-fail\",\"detail\":\"no\"}";
      client
          .getOutputStream()
          .write(
              ("HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json\r\n"
                      + "Content-Length: "
                      + body.length()
                      + "\r\n\r\n"
                      + body)
                  .getBytes(ISO_8859_1));
    }

    /** Reads one request; null at the end. */
    private static byte @Nullable [] request(InputStream in) throws IOException {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      int matched = 0;
      while (matched < 4) {
        int next = in.read();
        if (next < 0) {
          return null;
        }
        all.write(next);
        matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
      }
      String head = all.toString(ISO_8859_1).toLowerCase(java.util.Locale.ROOT);
      int at = head.indexOf("content-length:");
      if (at >= 0) {
        int length = Integer.parseInt(head.substring(at + 15, head.indexOf('\r', at)).strip());
        all.write(in.readNBytes(length));
      }
      return all.toByteArray();
    }

    void down() {
      try (client;
          far) {
        byte[] buffer = new byte[16384];
        InputStream in = far.getInputStream();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          Toxic toxic = answer;
          if (toxic == null) {
            client.getOutputStream().write(buffer, 0, read);
          } else if (toxic == Toxic.RESET_AFTER) {
            reset();
          } else if (toxic == Toxic.TRUNCATE) {
            client.getOutputStream().write(buffer, 0, Math.min(read, 40));
            return;
          } else if (toxic == Toxic.GARBAGE) {
            client.getOutputStream().write("\0\1 this is no HTTP\r\n\r\n".getBytes(ISO_8859_1));
            return;
          }
        }
      } catch (IOException e) {
        // One side has ended it.
      }
    }

    void reset() {
      for (Socket socket : new Socket[] {client, far}) {
        try {
          socket.setSoLinger(true, 0);
          socket.close();
        } catch (IOException e) {
          // It was closed already.
        }
      }
    }
  }

  /** {@return a port on which nobody listens} */
  static InetSocketAddress nobody() throws IOException {
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return (InetSocketAddress) unused.getLocalSocketAddress();
    }
  }
}
