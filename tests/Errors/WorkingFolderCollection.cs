namespace StreamEngine.Tests.Errors;

/// <summary>Tests that change the working folder of the process: they run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WorkingFolderCollection
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "working folder";
}
