package ai.stigmer.agentrunner.logging;

import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.StreamHandler;

/// Writes each record as soon as it is there.
final class LineStream extends StreamHandler {

  LineStream(OutputStream out, Formatter formatter) {
    super(out, formatter);
    setLevel(Level.ALL);
    try {
      setEncoding("UTF-8");
    } catch (UnsupportedEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public synchronized void publish(LogRecord record) {
    super.publish(record);
    flush();
  }
}
