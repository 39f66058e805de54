package ai.stigmer.agentrunner.backend;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.agentrunner.secret.Secret;
import io.grpc.Attributes;
import io.grpc.CallCredentials;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.SecurityLevel;
import io.grpc.Status;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTest {

  private static final String SECRET = "canary-5f3a";

  private final Key key = new Key(Secret.of(SECRET));
  private final Outcome outcome = new Outcome();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1", "127.8.9.10", "::1", "10.1.2.3", "172.16.0.1", "172.31.255.254",
        "192.168.65.254", "169.254.1.1", "fe80::1", "fd12:3456::1", "fc00::1", "::ffff:10.0.0.1"
      })
  void isSentInPlainTextToAPrivateAddress(String address) {
    key.applyRequestMetadata(call(address, SecurityLevel.NONE), Runnable::run, outcome);

    assertThat(outcome.authorizations).containsExactly("Bearer " + SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "203.0.113.7",
        "8.8.8.8",
        "172.15.0.1",
        "172.32.0.1",
        "100.64.0.1",
        "2001:db8::1",
        "::",
        "::ffff:203.0.113.7"
      })
  void isNotSentInPlainTextToAnyOther(String address) {
    key.applyRequestMetadata(call(address, SecurityLevel.NONE), Runnable::run, outcome);

    assertThat(outcome.authorizations).isEmpty();
    assertThat(outcome.refusals)
        .singleElement()
        .satisfies(status -> {
          assertThat(status.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
          assertThat(status.getCause())
              .hasMessage(
                  "The key in STIGMER_API_KEY is not sent in plain text to the server at"
                      + " agents.example:7234, whose address is not a private one: let"
                      + " STIGMER_BACKEND_ENDPOINT name port 443 (TLS) or a private address");
        });
  }

  @Test
  void isSentToAnyAddressUnderTls() {
    key.applyRequestMetadata(
        call("203.0.113.7", SecurityLevel.PRIVACY_AND_INTEGRITY), Runnable::run, outcome);

    assertThat(outcome.authorizations).containsExactly("Bearer " + SECRET);
  }

  private static CallCredentials.RequestInfo call(String address, SecurityLevel security) {
    var remote = new InetSocketAddress(InetAddress.ofLiteral(address), 7234);
    return new CallCredentials.RequestInfo() {
      @Override
      public MethodDescriptor<?, ?> getMethodDescriptor() {
        return ServerMethods.AGENT;
      }

      @Override
      public SecurityLevel getSecurityLevel() {
        return security;
      }

      @Override
      public String getAuthority() {
        return "agents.example:7234";
      }

      @Override
      public Attributes getTransportAttrs() {
        return Attributes.newBuilder().set(Grpc.TRANSPORT_ATTR_REMOTE_ADDR, remote).build();
      }
    };
  }

  /// What became of the call.
  private static final class Outcome extends CallCredentials.MetadataApplier {

    private final List<String> authorizations = new ArrayList<>();
    private final List<Status> refusals = new ArrayList<>();

    @Override
    public void apply(Metadata headers) {
      authorizations.add(
          String.valueOf(
              headers.get(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER))));
    }

    @Override
    public void fail(Status status) {
      refusals.add(status);
    }
  }
}
