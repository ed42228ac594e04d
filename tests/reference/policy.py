"""The valid_policy_tree of RFC 5280 6.1, built as the text says: a tree, node
by node, without qualifiers. It may grow exponentially; the cases do not.
"""

from certificate import ANY_POLICY


class Node:
    """One node; the expected_policy_set of the root is {any-policy}."""

    def __init__(self, parent, valid_policy, expected):
        self.parent = parent
        self.valid_policy = valid_policy
        self.expected = set(expected)
        self.children = []
        if parent is not None:
            parent.children.append(self)


class Tree:
    """The tree, or NULL when `root` is None."""

    def __init__(self):
        self.root = Node(None, ANY_POLICY, [ANY_POLICY])
        self.depth = 0

    def at(self, depth):
        """The nodes of a depth."""
        nodes = [] if self.root is None else [self.root]
        for _ in range(depth):
            nodes = [child for node in nodes for child in node.children]
        return nodes

    def leaves(self):
        return self.at(self.depth)

    def prune(self, depth):
        """Deletes nodes of this depth or less without children, repeatedly."""
        for level in range(depth, -1, -1):
            for node in self.at(level):
                if not node.children:
                    self.delete(node)

    def delete(self, node):
        if node.parent is None:
            self.root = None
        else:
            node.parent.children.remove(node)

    def process(self, policies, any_allowed):
        """6.1.3 (d) and (e) for the next certificate, whose policies are a
        list, or None without the extension."""
        self.depth += 1
        if policies is None:
            self.root = None
        if self.root is None:
            return
        above = self.at(self.depth - 1)
        for policy in policies:
            if policy != ANY_POLICY:
                self.add(above, policy)
        if ANY_POLICY in policies and any_allowed:
            for node in above:
                present = {child.valid_policy for child in node.children}
                for policy in sorted(node.expected - present):
                    Node(node, policy, [policy])
        self.prune(self.depth - 1)

    @staticmethod
    def add(above, policy):
        """6.1.3 (d) (1)"""
        matching = [node for node in above if policy in node.expected]
        if not matching:
            matching = [node for node in above
                        if node.valid_policy == ANY_POLICY]
        for node in matching:
            Node(node, policy, [policy])

    def map(self, mappings, mapping_allowed):
        """6.1.4 (b)"""
        for policy in {issuer for issuer, _ in mappings}:
            nodes = [node for node in self.leaves()
                     if node.valid_policy == policy]
            if mapping_allowed:
                self.map_one(nodes, policy, {subject for issuer, subject
                                             in mappings if issuer == policy})
            else:
                for node in nodes:
                    self.delete(node)
        if not mapping_allowed:
            self.prune(self.depth - 1)

    def map_one(self, nodes, policy, expected):
        for node in nodes:
            node.expected = set(expected)
        if not nodes:
            for node in self.leaves():
                if node.valid_policy == ANY_POLICY:
                    Node(node.parent, policy, expected)
                    break

    def intersect(self, initial):
        """6.1.5 (g) (iii); initial is the user-initial-policy-set, None for
        {any-policy}."""
        if self.root is None or initial is None:
            return
        domain = [node for depth in range(1, self.depth + 1)
                  for node in self.at(depth)
                  if node.parent.valid_policy == ANY_POLICY]
        for node in domain:
            if node.valid_policy not in initial | {ANY_POLICY}:
                self.delete(node)
        for node in self.leaves():
            if node.valid_policy == ANY_POLICY:
                present = {each.valid_policy for each in domain}
                for policy in sorted(initial - present):
                    Node(node.parent, policy, [policy])
                self.delete(node)
        self.prune(self.depth - 1)

    def is_null(self):
        return self.root is None
