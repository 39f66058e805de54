package ai.stigmer.agentrunner.execution;

import ai.stigmer.agentrunner.conversation.Toolbox;
import ai.stigmer.agentrunner.conversation.Turn;
import ai.stigmer.agentrunner.session.SessionFolder;
import ai.stigmer.agentrunner.session.SessionFolders;
import ai.stigmer.agentrunner.session.SessionLock;
import ai.stigmer.agentrunner.session.Transcript;
import java.util.List;
import java.util.function.Function;

/// Sessions whose folders hold their locks.
record SessionsOnDisk(SessionFolders folders, Function<SessionFolder, Toolbox> tools)
    implements Sessions {

  @Override
  public Session open(String id) throws InterruptedException {
    SessionFolder folder = folders.open(id);
    Toolbox toolbox = tools.apply(folder);
    return new Held(folder.lock(), folder.transcript(), toolbox);
  }

  @Override
  public void delete(String id) throws InterruptedException {
    try (SessionLock _ = folders.open(id).lock()) {
      folders.delete(id);
    }
  }

  private record Held(SessionLock lock, Transcript transcript, Toolbox toolbox) implements Session {

    @Override
    public List<Transcript.Entry> turns(String executionId) {
      return transcript.turns(executionId);
    }

    @Override
    public void append(String executionId, Turn turn) {
      transcript.append(executionId, turn);
    }

    @Override
    public void close() {
      lock.close();
    }
  }
}
