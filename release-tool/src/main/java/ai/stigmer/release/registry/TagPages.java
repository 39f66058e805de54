package ai.stigmer.release.registry;

import ai.stigmer.release.http.Bodies;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.registry.RegistryCall.Access;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Every tag of a repository, page by page along the registry's `Link` headers (OCI distribution
/// specification, "Listing Tags").
final class TagPages {

  private static final int PAGE_SIZE = 1000;
  private static final int MOST_PAGES = 10_000;

  private final RegistryConnection connection;
  private final Repository repository;
  private final RetryPolicy retries;
  private final RegistryCall first;

  TagPages(RegistryConnection connection, Repository repository, RetryPolicy retries) {
    this.connection = connection;
    this.repository = repository;
    this.retries = retries;
    this.first =
        RegistryCall.of(
            "GET",
            connection.address(repository.path() + "/tags/list?n=" + PAGE_SIZE),
            "listing the tags of " + repository,
            repository,
            Access.PULL);
  }

  private record Page(List<String> tags, Optional<URI> next) {}

  /// The tags, each once.
  List<String> read() {
    var tags = new LinkedHashSet<String>();
    RegistryCall call = first;
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      RegistryCall current = call;
      Page page = retries.run(first.what(), () -> page(current));
      tags.addAll(page.tags());
      if (page.next().isEmpty()) {
        return List.copyOf(tags);
      }
      call = first.at(page.next().get());
    }
    throw ReleaseException.remote(
        repository.registry() + " lists the tags of " + repository + " without an end",
        "Report it to whoever runs the registry.");
  }

  private Page page(RegistryCall call) throws IOException {
    HttpResponse<InputStream> response = connection.send(call, 200, 404);
    if (response.statusCode() == 404) {
      RegistryErrors errors = connection.errors(response);
      if (errors.sayUnknown()) {
        return new Page(List.of(), Optional.empty());
      }
      throw connection.failure(call, response, errors);
    }
    Json json = Json.parse(Bodies.read(response, Bodies.JSON_LIMIT), repository.registry());
    List<String> tags =
        json.find("tags").map(Json::elements).orElse(List.of()).stream().map(Json::text).toList();
    return new Page(tags, NextPage.of(connection, call, response));
  }
}
