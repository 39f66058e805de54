/// The documents a release publishes about itself: CycloneDX SBOMs and the provenance statement;
/// the only user of CycloneDX. Uses `inventory`, `json` and the value types. Promises that every
/// byte follows from what is described: no clock, no machine, no run.
@NullMarked
package ai.stigmer.release.document;

import org.jspecify.annotations.NullMarked;
