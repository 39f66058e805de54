/// The activities the server's workflows call. Uses `contract`, `conversation`, `execution` and
/// `session`. Promises the names and arguments of the contract with the server.
@NullMarked
package ai.stigmer.agentrunner.activity;

import org.jspecify.annotations.NullMarked;
