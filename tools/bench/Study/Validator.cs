using StreamEngine.Config;

namespace StreamEngine.Bench.Study;

/// <summary>Checks a text in the place of a file, with the file's settings; answers its problems in order of position.</summary>
internal delegate IReadOnlyList<Problem> Validator(StudyFile file, string text);
