package ai.stigmer.release.inventory;

/// What a library says of its licence, in its own words.
///
/// @param name the licence's name or SPDX identifier; empty if only its address is told
/// @param address where its text is; empty if it is not told
public record LicenseClaim(String name, String address) {}
