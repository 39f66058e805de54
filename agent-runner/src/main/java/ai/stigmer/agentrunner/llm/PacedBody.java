package ai.stigmer.agentrunner.llm;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The body of a response that is read as it arrives, by a reader whose patience ends and whom an
/// interruption reaches. Closing it closes the connection.
final class PacedBody extends InputStream implements BodySubscriber<InputStream> {

  /// Far more than any model says at once, with the words around each piece; and little enough for
  /// the smallest worker's memory.
  private static final int MOST_MEBIBYTES = 16;

  private sealed interface Signal {
    record Bytes(List<ByteBuffer> buffers) implements Signal {}

    record Broken(Throwable failure) implements Signal {}

    record End() implements Signal {}
  }

  private final Duration silence;
  private final Deadline deadline;
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final Queue<ByteBuffer> unread = new ArrayDeque<>();
  private Optional<Flow.Subscription> source = Optional.empty();
  private boolean closed;
  private boolean begun;
  private boolean ended;
  private long size;

  /// A body.
  ///
  /// @param silence the longest pause between two pieces
  /// @param deadline when it must have ended
  PacedBody(Duration silence, Deadline deadline) {
    this.silence = silence;
    this.deadline = deadline;
  }

  /// Whether anything was read.
  boolean hasBegun() {
    return begun;
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription subscription) {
    source = Optional.of(subscription);
    if (closed) {
      subscription.cancel();
    } else {
      subscription.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    signals.add(new Signal.Bytes(buffers));
  }

  @Override
  public void onError(Throwable failure) {
    signals.add(new Signal.Broken(failure));
  }

  @Override
  public void onComplete() {
    signals.add(new Signal.End());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /// Reads what is there, or waits for it.
  ///
  /// @throws FailedAttempt if the patience has ended, or the body has none
  /// @throws InterruptedAttempt if the reader was interrupted
  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (unread.isEmpty() && !ended) {
      take();
    }
    ByteBuffer buffer = unread.peek();
    if (buffer == null) {
      return -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(bytes, offset, count);
    if (!buffer.hasRemaining()) {
      unread.remove();
    }
    return count;
  }

  @Override
  public synchronized void close() {
    closed = true;
    source.ifPresent(Flow.Subscription::cancel);
  }

  private synchronized void askForMore() {
    source.ifPresent(subscription -> subscription.request(1));
  }

  private void take() throws IOException {
    switch (next()) {
      case Signal.Bytes(List<ByteBuffer> buffers) -> {
        begun = true;
        size += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        if (size > (long) MOST_MEBIBYTES << 20) {
          throw new FailedAttempt(new Failure.Endless(MOST_MEBIBYTES));
        }
        buffers.stream().filter(ByteBuffer::hasRemaining).forEach(unread::add);
        askForMore();
      }
      case Signal.Broken(Throwable failure) -> throw new IOException(failure);
      case Signal.End() -> ended = true;
    }
  }

  private Signal next() {
    Duration left = deadline.left();
    boolean untilSilence = begun && silence.compareTo(left) < 0;
    try {
      return Optional.ofNullable(
              signals.poll((untilSilence ? silence : left).toNanos(), TimeUnit.NANOSECONDS))
          .orElseThrow(
              () -> new FailedAttempt(untilSilence ? new Failure.Stalled() : new Failure.Late()));
    } catch (InterruptedException interruption) {
      throw new InterruptedAttempt(interruption);
    }
  }
}
