package ai.stigmer.release.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.http.RequestLog;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same promises one floor below: with the real clients of the registry and of GitHub, and what
/// they make of faults that meet in one call, counted.
class ClientsTest {

  private static final long SEEDS = 500;

  @Test
  void faultsThatMeetInTheClientsAreMendedByThemOrByTheNextRun(@TempDir Path folder) {
    var releases = new Releases(folder.resolve("releases"));
    var trials =
        new Trials(
            () -> WorldOfRequests.in(folder.resolve("worlds"), RequestLog::new),
            Tool.REAL,
            releases);

    Tally tally = trials.bursts(Scenario.single(releases), 0, SEEDS);

    Counts.kept("random faults over HTTP, several at a time, with the real clients", tally);
    assertThat(tally.cases()).isEqualTo(SEEDS);
  }
}
