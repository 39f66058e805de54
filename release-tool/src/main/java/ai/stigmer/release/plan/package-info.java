/// What should exist, what does, and the difference. Uses the value types of the domains. Promises
/// that planning is a pure function: no input or output, no clock, and one decision for every
/// wanted thing.
@NullMarked
package ai.stigmer.release.plan;

import org.jspecify.annotations.NullMarked;
