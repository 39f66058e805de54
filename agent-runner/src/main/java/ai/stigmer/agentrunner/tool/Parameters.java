package ai.stigmer.agentrunner.tool;

import ai.stigmer.agentrunner.conversation.ToolSpecification;
import ai.stigmer.agentrunner.conversation.ToolSpecification.Parameter;

/// The kinds of parameters the tools have.
final class Parameters {

  private Parameters() {}

  static Parameter text(String name, String description) {
    return new Parameter(name, new ToolSpecification.Type.Text(), true, description);
  }

  static Parameter optionalText(String name, String description) {
    return new Parameter(name, new ToolSpecification.Type.Text(), false, description);
  }

  static Parameter optionalWholeNumber(String name, String description) {
    return new Parameter(name, new ToolSpecification.Type.WholeNumber(), false, description);
  }

  static Parameter optionalFlag(String name, String description) {
    return new Parameter(name, new ToolSpecification.Type.Flag(), false, description);
  }
}
