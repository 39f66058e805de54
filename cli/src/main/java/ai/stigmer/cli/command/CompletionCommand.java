package ai.stigmer.cli.command;

import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `stigmer completion`: what teaches a shell the commands and options.
@Command(
    name = "completion",
    description = "Prints a script that completes stigmer's commands and options.",
    footer = {
      "",
      "bash  stigmer completion bash > ~/.local/share/bash-completion/completions/stigmer",
      "zsh   stigmer completion zsh > ~/.stigmer/completion.zsh, and in ~/.zshrc:",
      "      source ~/.stigmer/completion.zsh",
      "fish  stigmer completion fish > ~/.config/fish/completions/stigmer.fish",
    })
final class CompletionCommand implements Runnable {

  /// A shell that can be taught.
  enum Shell {
    BASH,
    ZSH,
    FISH;

    /// As a person types it.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
  private Shell shell = Shell.BASH;

  @Override
  public void run() {
    CommandLine stigmer = spec.root().commandLine();
    spec.commandLine()
        .getOut()
        .print(
            switch (shell) {
              // The script turns on zsh's own emulation of bash's completion.
              case BASH, ZSH -> AutoComplete.bash(spec.root().name(), stigmer);
              case FISH -> FishCompletion.of(stigmer);
            });
  }
}
