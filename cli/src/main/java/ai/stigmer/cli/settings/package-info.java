/// What a person has set: the keys of `config.yaml`, the variables that go before them, and the
/// folders everything lives in. Uses `problem`; the only user of snakeyaml-engine. Promises that a
/// file it writes keeps its comments, can be read by its owner alone, and is never half written.
@NullMarked
package ai.stigmer.cli.settings;

import org.jspecify.annotations.NullMarked;
