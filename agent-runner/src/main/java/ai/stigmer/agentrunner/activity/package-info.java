/// The activities the server's workflows call. Uses nothing of the worker. Promises the names and
/// arguments of the contract with the server.
@NullMarked
package ai.stigmer.agentrunner.activity;

import org.jspecify.annotations.NullMarked;
