package ai.stigmer.release.doctor;

import ai.stigmer.release.doctor.Diagnosis.Amiss;
import ai.stigmer.release.doctor.Diagnosis.Sound;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The things that were examined so far, in their order.
public final class Examination {

  private final List<Diagnosis> diagnoses = new ArrayList<>();

  /// Examines a thing.
  ///
  /// @param test how it is told that it is as it must be; its problem is the diagnosis otherwise
  /// @return whether it is
  public boolean examine(String subject, Supplier<String> test) {
    try {
      return diagnoses.add(new Sound(subject, test.get()));
    } catch (ReleaseException failure) {
      amiss(subject, failure.problem());
      return false;
    }
  }

  /// Examines a thing in whose way there may be several others, each a diagnosis of its own.
  ///
  /// @param sound how it is told that there is none
  /// @param test what is in the way
  public void examineAll(String subject, String sound, Supplier<List<Problem>> test) {
    try {
      List<Problem> found = test.get();
      found.forEach(problem -> amiss(subject, problem));
      if (found.isEmpty()) {
        diagnoses.add(new Sound(subject, sound));
      }
    } catch (ReleaseException failure) {
      amiss(subject, failure.problem());
    }
  }

  /// Records what is known to stand in the way.
  public void amiss(String subject, Problem problem) {
    diagnoses.add(new Amiss(subject, problem));
  }

  /// What was found.
  public List<Diagnosis> diagnoses() {
    return List.copyOf(diagnoses);
  }
}
