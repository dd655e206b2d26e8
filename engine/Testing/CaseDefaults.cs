using StreamEngine.Config;

namespace StreamEngine.Testing;

/// <summary>What the top of <c>x.test.yaml</c> says for all its cases.</summary>
/// <param name="Pipeline">The pipeline it names; null for the one beside.</param>
/// <param name="Params">Params of every case that does not give its own.</param>
/// <param name="Profile">The profile of every case that does not name one.</param>
internal sealed record CaseDefaults(YamlScalar? Pipeline = null, YamlNode? Params = null, YamlScalar? Profile = null);
