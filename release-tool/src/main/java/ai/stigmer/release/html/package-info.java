/// HTML that no text can break, and Markdown of strangers made into it; the only user of
/// commonmark-java. Uses nothing. Promises that every text and attribute is escaped, and that what
/// a stranger wrote loads nothing and runs nothing.
@NullMarked
package ai.stigmer.release.html;

import org.jspecify.annotations.NullMarked;
