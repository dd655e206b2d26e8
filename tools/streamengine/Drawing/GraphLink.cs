namespace StreamEngine.Cli.Drawing;

/// <summary>A link of a drawn graph.</summary>
/// <param name="From">Number of the node that sends.</param>
/// <param name="Port">Its port; empty for the main one.</param>
/// <param name="To">Number of the node that reads.</param>
/// <param name="Role">Which of its inputs.</param>
/// <param name="IsDead">Whether failed, late or rejected rows go there.</param>
internal sealed record GraphLink(int From, string Port, int To, string Role, bool IsDead)
{
    /// <summary>What is written at the link: the port, else a role with a name.</summary>
    public string Label => Port.Length > 0 ? Port : Role == "in" ? "" : Role;
}
