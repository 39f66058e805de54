package ai.stigmer.release.document;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.inventory.LicenseClaim;
import java.util.List;
import org.cyclonedx.model.License;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LicensesTest {

  @ParameterizedTest
  @CsvSource({
    "Apache-2.0, '', Apache-2.0",
    "'The Apache Software License, Version 2.0', '', Apache-2.0",
    "'Apache License, Version 2.0', http://www.apache.org/licenses/LICENSE-2.0.txt, Apache-2.0",
    "'', http://www.apache.org/licenses/LICENSE-2.0.txt, Apache-2.0",
    "'', https://www.apache.org/licenses/LICENSE-2.0, Apache-2.0",
    "'', https://opensource.org/license/mit, MIT",
    "'', https://opensource.org/licenses/BSD-3-Clause, BSD-3-Clause",
    "The MIT License, '', MIT",
    "3-Clause BSD License, '', BSD-3-Clause",
    "BSD, https://opensource.org/licenses/BSD-3-Clause, BSD-3-Clause"
  })
  void knownLicencesGetTheirIdentifiers(String name, String address, String identifier) {
    assertThat(of(new LicenseClaim(name, address)))
        .extracting(License::getId)
        .containsExactly(identifier);
  }

  @Test
  void whatMayBeSeveralLicencesKeepsItsWords() {
    assertThat(of(new LicenseClaim("BSD", "https://example.org/license")))
        .singleElement()
        .returns(null, License::getId)
        .returns("BSD", License::getName)
        .returns("https://example.org/license", License::getUrl);
  }

  @Test
  void oneLicenceInTwoSpellingsIsNamedOnce() {
    assertThat(of(new LicenseClaim("MIT", ""), new LicenseClaim("The MIT License", ""))).hasSize(1);
  }

  @Test
  void nothingClaimedIsNothingSaid() {
    assertThat(Licenses.of(List.of())).isEmpty();
  }

  private static List<License> of(LicenseClaim... claims) {
    return Licenses.of(List.of(claims)).orElseThrow().getLicenses();
  }
}
