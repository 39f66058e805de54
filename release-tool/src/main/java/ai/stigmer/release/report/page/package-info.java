/// A run as one web page that stands alone: nothing is fetched, nothing runs. Uses `html`, `report`
/// and what a run is made of. Promises that conflicts and failures come first, and that whatever a
/// stranger wrote is shown as text.
@NullMarked
package ai.stigmer.release.report.page;

import org.jspecify.annotations.NullMarked;
