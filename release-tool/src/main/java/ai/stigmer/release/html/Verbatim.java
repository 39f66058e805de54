package ai.stigmer.release.html;

/// Markup as it is: only this package makes it, of what it has made safe itself.
///
/// @param markup the markup
record Verbatim(String markup) implements Html {

  @Override
  public void writeTo(StringBuilder page) {
    page.append(markup);
  }

  @Override
  public String toString() {
    return markup;
  }
}
