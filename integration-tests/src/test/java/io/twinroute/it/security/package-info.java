/**
 * Clusters that let nobody in without a name and nobody do what is not allowed: TLS, passwords,
 * client certificates and ACLs, different on each.
 */
package io.twinroute.it.security;
