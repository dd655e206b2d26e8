namespace StreamEngine.Runtime;

/// <summary>What a step of a fused chain is to the node it belongs to.</summary>
[Flags]
internal enum StepRole
{
    /// <summary>In the middle.</summary>
    None = 0,

    /// <summary>The node's first step: what comes in is the node's input.</summary>
    First = 1,

    /// <summary>The node's last step: what is left is used.</summary>
    Last = 2,

    /// <summary>Behind the node's verb: shapes output rows, whose inputs are counted by the verb.</summary>
    Behind = 4,

    /// <summary>Not the chain's end, so the node's output is counted here and not by the outlet.</summary>
    Inside = 8,
}
