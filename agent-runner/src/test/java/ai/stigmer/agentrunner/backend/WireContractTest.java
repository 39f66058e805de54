package ai.stigmer.agentrunner.backend;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.agentrunner.contract.Agent;
import ai.stigmer.agentrunner.contract.AgentExecution;
import ai.stigmer.agentrunner.contract.AgentInstance;
import ai.stigmer.agentrunner.contract.ApiResourceMetadata;
import ai.stigmer.agentrunner.contract.Session;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.grpc.MethodDescriptor;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The names, numbers and types that the server knows its messages by. They are the server's to
/// change, never ours.
class WireContractTest {

  private static final List<FileDescriptor> FILES =
      List.of(
          ApiResourceMetadata.getDescriptor().getFile(),
          Session.getDescriptor().getFile(),
          AgentInstance.getDescriptor().getFile(),
          Agent.getDescriptor().getFile(),
          AgentExecution.getDescriptor().getFile());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          commons.apiresource.ApiResourceMetadata          | name 1 string, slug 2 string, id 3 string, org 4 string, owner_scope 5 ApiResourceOwnerScope
          agentic.session.v1.SessionId                     | value 1 string
          agentic.session.v1.Session                       | api_version 1 string, kind 2 string, metadata 3 ApiResourceMetadata, spec 4 SessionSpec
          agentic.session.v1.SessionSpec                   | agent_instance_id 1 string
          agentic.agentinstance.v1.AgentInstanceId         | value 1 string
          agentic.agentinstance.v1.AgentInstance           | api_version 1 string, kind 2 string, metadata 3 ApiResourceMetadata, spec 4 AgentInstanceSpec
          agentic.agentinstance.v1.AgentInstanceSpec       | agent_id 1 string
          agentic.agent.v1.AgentId                         | value 1 string
          agentic.agent.v1.Agent                           | api_version 1 string, kind 2 string, metadata 3 ApiResourceMetadata, spec 4 AgentSpec
          agentic.agent.v1.AgentSpec                       | description 1 string, instructions 3 string
          agentic.agentexecution.v1.AgentExecution         | api_version 1 string, kind 2 string, metadata 3 ApiResourceMetadata, spec 4 AgentExecutionSpec, status 5 AgentExecutionStatus
          agentic.agentexecution.v1.AgentExecutionSpec     | session_id 1 string, agent_id 2 string, message 3 string, execution_config 4 ExecutionConfig
          agentic.agentexecution.v1.ExecutionConfig        | model_name 1 string
          agentic.agentexecution.v1.AgentExecutionStatus   | messages 1 AgentMessage*, phase 2 ExecutionPhase, tool_calls 3 ToolCall*, error 6 string, started_at 7 string, completed_at 8 string, todos 9 TodosEntry*
          agentic.agentexecution.v1.AgentExecutionStatus.TodosEntry | key 1 string, value 2 TodoItem
          agentic.agentexecution.v1.AgentMessage           | type 1 MessageType, content 2 string, timestamp 3 string, tool_calls 4 ToolCall*, metadata 5 Struct
          agentic.agentexecution.v1.ToolCall               | id 1 string, name 2 string, args 3 Struct, result 4 string, status 5 ToolCallStatus, started_at 7 string, completed_at 8 string, error 9 string
          agentic.agentexecution.v1.TodoItem               | id 1 string, content 2 string, status 3 TodoStatus, created_at 4 string, updated_at 5 string
          agentic.agentexecution.v1.AgentExecutionUpdateStatusInput | execution_id 1 string, status 2 AgentExecutionStatus
          """)
  void everyFieldHasTheServersNameNumberAndType(String message, String fields) {
    assertThat(fieldsOf(message("ai.stigmer." + message))).isEqualTo(fields);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          commons.apiresource.ApiResourceOwnerScope | api_resource_owner_scope_unspecified 0, platform 1, organization 2, identity_account 3
          agentic.agentexecution.v1.ExecutionPhase | EXECUTION_PHASE_UNSPECIFIED 0, EXECUTION_PENDING 1, EXECUTION_IN_PROGRESS 2, EXECUTION_COMPLETED 3, EXECUTION_FAILED 4, EXECUTION_CANCELLED 5
          agentic.agentexecution.v1.MessageType    | MESSAGE_TYPE_UNSPECIFIED 0, MESSAGE_HUMAN 1, MESSAGE_AI 2, MESSAGE_TOOL 3, MESSAGE_SYSTEM 4
          agentic.agentexecution.v1.ToolCallStatus | TOOL_CALL_STATUS_UNSPECIFIED 0, TOOL_CALL_PENDING 1, TOOL_CALL_RUNNING 2, TOOL_CALL_COMPLETED 3, TOOL_CALL_FAILED 4
          agentic.agentexecution.v1.TodoStatus     | TODO_STATUS_UNSPECIFIED 0, TODO_PENDING 1, TODO_IN_PROGRESS 2, TODO_COMPLETED 3, TODO_CANCELLED 4
          """)
  void everyEnumerationHasTheServersNamesAndNumbers(String enumeration, String values) {
    EnumDescriptor descriptor =
        FILES.stream()
            .flatMap(file -> file.getEnumTypes().stream())
            .filter(type -> type.getFullName().equals("ai.stigmer." + enumeration))
            .findFirst()
            .orElseThrow();
    assertThat(
            descriptor.getValues().stream()
                .map(value -> value.getName() + " " + value.getNumber())
                .collect(Collectors.joining(", ")))
        .isEqualTo(values);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AgentExecutionSpec   | runtime_env          | 5
          AgentExecutionSpec   | callback_token       | 6
          AgentExecutionStatus | sub_agent_executions | 4
          AgentExecutionStatus | callback_token       | 10
          AgentExecutionStatus | audit                | 99
          ToolCall             | component_metadata   | 6
          """)
  void whatOnlyTheServerUsesIsReserved(String message, String field, int number) {
    Descriptor descriptor = message("ai.stigmer.agentic.agentexecution.v1." + message);
    assertThat(descriptor.isReservedName(field)).isTrue();
    assertThat(descriptor.isReservedNumber(number)).isTrue();
  }

  @Test
  void theMethodsAreTheFourOfTheServices() {
    List<MethodDescriptor<?, ?>> methods =
        List.of(
            ServerMethods.SESSION,
            ServerMethods.AGENT_INSTANCE,
            ServerMethods.AGENT,
            ServerMethods.UPDATE_STATUS);
    assertThat(methods.stream().map(MethodDescriptor::getFullMethodName))
        .containsExactly(
            "ai.stigmer.agentic.session.v1.SessionQueryController/get",
            "ai.stigmer.agentic.agentinstance.v1.AgentInstanceQueryController/get",
            "ai.stigmer.agentic.agent.v1.AgentQueryController/get",
            "ai.stigmer.agentic.agentexecution.v1.AgentExecutionCommandController/updateStatus")
        .containsExactlyElementsOf(
            FILES.stream()
                .flatMap(file -> file.getServices().stream())
                .flatMap(service -> service.getMethods().stream())
                .map(method -> method.getService().getFullName() + "/" + method.getName())
                .toList());
  }

  private static Descriptor message(String fullName) {
    return FILES.stream()
        .flatMap(file -> file.getMessageTypes().stream())
        .flatMap(type -> Stream.concat(Stream.of(type), type.getNestedTypes().stream()))
        .filter(type -> type.getFullName().equals(fullName))
        .findFirst()
        .orElseThrow();
  }

  private static String fieldsOf(Descriptor message) {
    return message.getFields().stream()
        .map(field ->
            "%s %d %s%s"
                .formatted(
                    field.getName(),
                    field.getNumber(),
                    typeOf(field),
                    field.isRepeated() ? "*" : ""))
        .collect(Collectors.joining(", "));
  }

  private static String typeOf(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case MESSAGE -> field.getMessageType().getName();
      case ENUM -> field.getEnumType().getName();
      case STRING, INT, LONG, FLOAT, DOUBLE, BOOLEAN, BYTE_STRING ->
          field.getType().name().toLowerCase(Locale.ROOT);
    };
  }
}
