package ai.stigmer.release.problem;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/// Every problem that this tool's source can tell, read from the source itself by the compiler's
/// own parser. What only a run knows stands as `…`.
final class ErrorSources {

  private static final String UNKNOWN = "…";
  private static final Set<String> MAKERS = Set.of("input", "permission", "conflict", "remote");

  private final CompilationUnitTree unit;
  private final String area;
  private final Map<String, MethodTree> methods = new HashMap<>();
  private final Map<Tree, Map<String, Tree>> variables = new HashMap<>();
  private final Set<Told> told;

  /// A problem that can be told.
  ///
  /// @param area the package it comes from
  record Told(String area, String kind, String summary, String remedy) {}

  private ErrorSources(CompilationUnitTree unit, Set<Told> told) {
    this.unit = unit;
    this.area =
        String.valueOf(unit.getPackageName()).replaceFirst("^ai\\.stigmer\\.release\\.", "");
    this.told = told;
  }

  /// The problems of every source below a folder, in the order of their packages and files.
  static List<Told> of(Path sources, Predicate<Path> wanted) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(sources)) {
      files =
          found.filter(file -> file.toString().endsWith(".java")).filter(wanted).sorted().toList();
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var told = new LinkedHashSet<Told>();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      for (CompilationUnitTree unit : task.parse()) {
        new ErrorSources(unit, told).read();
      }
    }
    return List.copyOf(told);
  }

  private void read() {
    new TreePathScanner<Optional<Void>, Optional<Void>>() {
      @Override
      public Optional<Void> visitMethod(MethodTree method, Optional<Void> nothing) {
        methods.put(method.getName() + "/" + method.getParameters().size(), method);
        return super.visitMethod(method, nothing);
      }

      @Override
      public Optional<Void> visitVariable(VariableTree variable, Optional<Void> nothing) {
        if (variable.getInitializer() != null) {
          variables
              .computeIfAbsent(scope(getCurrentPath()), around -> new HashMap<>())
              .put(variable.getName().toString(), variable.getInitializer());
        }
        return super.visitVariable(variable, nothing);
      }
    }.scan(unit, Optional.empty());
    new TreePathScanner<Optional<Void>, Optional<Void>>() {
      @Override
      public Optional<Void> visitMethodInvocation(
          MethodInvocationTree call, Optional<Void> nothing) {
        List<? extends ExpressionTree> given = call.getArguments();
        String callee = call.getMethodSelect().toString();
        String maker = callee.replaceFirst("^ReleaseException\\.", "");
        if (!maker.equals(callee) && MAKERS.contains(maker)) {
          tell(getCurrentPath(), maker, given.get(0), given.get(1));
        } else if (callee.equals("faults.add") && given.size() == 4) {
          tell(getCurrentPath(), "input", given.get(2), given.get(3));
        }
        return super.visitMethodInvocation(call, nothing);
      }

      @Override
      public Optional<Void> visitNewClass(NewClassTree made, Optional<Void> nothing) {
        if (made.getIdentifier().toString().equals("Problem")) {
          List<? extends ExpressionTree> given = made.getArguments();
          tell(getCurrentPath(), given.get(0).toString(), given.get(1), given.get(3));
        }
        return super.visitNewClass(made, nothing);
      }
    }.scan(unit, Optional.empty());
  }

  // A method that makes a problem of what it is given tells one for each of its callers.
  private void tell(TreePath site, String kind, ExpressionTree summary, ExpressionTree remedy) {
    Optional<MethodTree> method = enclosing(site);
    List<String> given =
        method.stream()
            .flatMap(around -> around.getParameters().stream())
            .map(parameter -> parameter.getName().toString())
            .toList();
    if (method.isEmpty() || !given.contains(summary.toString())) {
      add(scope(site), kind, summary, remedy);
      return;
    }
    String name = method.orElseThrow().getName().toString();
    new TreePathScanner<Optional<Void>, Optional<Void>>() {
      @Override
      public Optional<Void> visitMethodInvocation(
          MethodInvocationTree call, Optional<Void> nothing) {
        if (call.getMethodSelect().toString().equals(name)
            && call.getArguments().size() == given.size()) {
          var passed = new ArrayList<ExpressionTree>(call.getArguments());
          String kindPassed =
              given.contains(kind) ? passed.get(given.indexOf(kind)).toString() : kind;
          tell(
              getCurrentPath(),
              kindPassed,
              passed.get(given.indexOf(summary.toString())),
              given.contains(remedy.toString())
                  ? passed.get(given.indexOf(remedy.toString()))
                  : remedy);
        }
        return super.visitMethodInvocation(call, nothing);
      }
    }.scan(unit, Optional.empty());
  }

  private void add(Tree scope, String kind, ExpressionTree summary, ExpressionTree remedy) {
    told.add(
        new Told(
            area,
            kind.replaceFirst(".*\\.", "").toLowerCase(Locale.ROOT),
            text(summary, scope, 0),
            text(remedy, scope, 0)));
  }

  private static Optional<MethodTree> enclosing(TreePath site) {
    for (TreePath path = site; path != null; path = path.getParentPath()) {
      if (path.getLeaf() instanceof MethodTree method) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }

  // Where a name is looked up: the method around it, or the file.
  private Tree scope(TreePath site) {
    return enclosing(site).<Tree>map(method -> method).orElse(unit);
  }

  private String text(Tree expression, Tree scope, int depth) {
    if (depth > 4) {
      return UNKNOWN;
    }
    String text =
        switch (expression) {
          case LiteralTree literal -> String.valueOf(literal.getValue());
          case ParenthesizedTree inner -> text(inner.getExpression(), scope, depth);
          case BinaryTree sum ->
              text(sum.getLeftOperand(), scope, depth) + text(sum.getRightOperand(), scope, depth);
          case ConditionalExpressionTree choice ->
              either(
                  text(choice.getTrueExpression(), scope, depth + 1),
                  text(choice.getFalseExpression(), scope, depth + 1));
          case IdentifierTree name -> variable(name.getName().toString(), scope, depth);
          case MethodInvocationTree call -> returned(call, depth);
          default -> UNKNOWN;
        };
    return text.replaceAll("…(\\s*…)+", UNKNOWN);
  }

  private String variable(String name, Tree scope, int depth) {
    Tree initializer =
        Stream.of(scope, unit)
            .map(around -> variables.getOrDefault(around, Map.of()).get(name))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    return initializer == null ? UNKNOWN : text(initializer, scope, depth + 1);
  }

  // What a method of the same file returns, each of its answers.
  private String returned(MethodInvocationTree call, int depth) {
    MethodTree method = methods.get(call.getMethodSelect() + "/" + call.getArguments().size());
    if (method == null || method.getBody() == null) {
      return UNKNOWN;
    }
    var answers = new ArrayList<String>();
    new TreePathScanner<Optional<Void>, Optional<Void>>() {
      @Override
      public Optional<Void> visitReturn(ReturnTree answer, Optional<Void> nothing) {
        answers.add(text(answer.getExpression(), method, depth + 1));
        return nothing;
      }

      @Override
      public Optional<Void> visitLambdaExpression(
          LambdaExpressionTree lambda, Optional<Void> nothing) {
        return nothing;
      }
    }.scan(new TreePath(new TreePath(unit), method), Optional.empty());
    return answers.stream().reduce(ErrorSources::either).orElse(UNKNOWN);
  }

  private static String either(String one, String other) {
    if (one.isBlank() || other.isBlank()) {
      return UNKNOWN;
    }
    if (one.equals(other)) {
      return one;
    }
    boolean sentences = one.contains(" ") && one.strip().length() > 20;
    return sentences ? one.strip() + " — or: " + other.strip() : spaced(one, other);
  }

  // " refused " and " demands credentials for " within a sentence.
  private static String spaced(String one, String other) {
    String before = one.startsWith(" ") ? " " : "";
    String after = one.endsWith(" ") ? " " : "";
    return before + one.strip() + "/" + other.strip() + after;
  }
}
