/// A GitHub on loopback: releases, assets, tags and pull requests as its REST API documents them.
/// Uses `json`. Promises drafts that only their token sees, and answers as GitHub words them.
@NullMarked
package ai.stigmer.release.rehearsal.github;

import org.jspecify.annotations.NullMarked;
