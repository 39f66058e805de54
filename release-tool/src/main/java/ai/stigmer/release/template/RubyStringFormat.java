package ai.stigmer.release.template;

import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import java.io.IOException;
import java.io.Writer;

/// FreeMarker's output format for the inside of a Ruby double-quoted string.
final class RubyStringFormat extends CommonMarkupOutputFormat<RubyStringFormat.Escaped> {

  static final RubyStringFormat INSTANCE = new RubyStringFormat();

  private RubyStringFormat() {}

  @Override
  public String getName() {
    return "Ruby";
  }

  @Override
  public String getMimeType() {
    return "text/x-ruby";
  }

  @Override
  public void output(String text, Writer out) throws IOException {
    out.write(RubyString.escape(text));
  }

  @Override
  public String escapePlainText(String text) {
    return RubyString.escape(text);
  }

  @Override
  public boolean isLegacyBuiltInBypassed(String name) {
    return false;
  }

  @Override
  protected Escaped newTemplateMarkupOutputModel(String plainText, String markup) {
    return new Escaped(plainText, markup);
  }

  /// A text and its escaped form; FreeMarker fills in the second when it is asked for.
  static final class Escaped extends CommonTemplateMarkupOutputModel<Escaped> {

    private Escaped(String plainText, String markup) {
      super(plainText, markup);
    }

    @Override
    public RubyStringFormat getOutputFormat() {
      return INSTANCE;
    }
  }
}
