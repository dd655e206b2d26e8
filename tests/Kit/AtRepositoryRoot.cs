using System.Runtime.CompilerServices;

namespace StreamEngine.Tests.Kit;

/// <summary>Tests stand at the root of the repository, as a user of the README does: pipelines name the files they ship with from there.</summary>
internal static class AtRepositoryRoot
{
    [ModuleInitializer]
    internal static void Stand() => Environment.CurrentDirectory = RepositoryRoot.Path;
}
