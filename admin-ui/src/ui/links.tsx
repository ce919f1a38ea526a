import { Anchor, NavLink, type AnchorProps, type NavLinkProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';

type Own<Props, Kit> = Kit & Omit<Props, keyof Kit>;

/** The kit's looks with the router's typed addresses. */
export const LinkText = createLink((props: Own<ComponentProps<'a'>, AnchorProps>) => <Anchor {...props} />);

export const LinkNav = createLink((props: Own<ComponentProps<'a'>, NavLinkProps>) => (
  <NavLink component="a" {...props} />
));
